CREATE TABLE `follow_ups` (
	`gap` text PRIMARY KEY NOT NULL,
	`run` integer NOT NULL,
	`article` text NOT NULL,
	`since` text NOT NULL,
	`before` real NOT NULL,
	`after` real
);
--> statement-breakpoint
ALTER TABLE `gaps` ADD `asked` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `gaps` ADD `recent` text;--> statement-breakpoint
ALTER TABLE `gaps` ADD `value` real DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `gaps` ADD `votes` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `settings` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `changes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `terms` text DEFAULT '[]' NOT NULL;