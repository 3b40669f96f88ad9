CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `resets` ADD `by` text DEFAULT 'command' NOT NULL;