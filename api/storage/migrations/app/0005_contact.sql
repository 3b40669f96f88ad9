CREATE TABLE `contact_attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`locale` text NOT NULL,
	`segments` text NOT NULL,
	`opened` text,
	`opened_at` integer,
	`answered` text,
	`answered_at` integer,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `contact_attempts_at` ON `contact_attempts` (`at`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`locale` text NOT NULL,
	`segments` text NOT NULL,
	`customer` text,
	`visitor` text,
	`read` text NOT NULL,
	`delivered` integer,
	`expired` integer
);
--> statement-breakpoint
CREATE INDEX `messages_at` ON `messages` (`at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`message` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next` integer NOT NULL,
	`expires` integer NOT NULL,
	`fault` text
);
--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`next`);