ALTER TABLE `searches` ADD `key` text;--> statement-breakpoint
ALTER TABLE `searches` ADD `filters` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `searches` ADD `shown` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `searches` ADD `opened` text;--> statement-breakpoint
ALTER TABLE `searches` ADD `opened_rank` integer;--> statement-breakpoint
ALTER TABLE `searches` ADD `opened_at` integer;--> statement-breakpoint
ALTER TABLE `searches` ADD `refined_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `searches_key` ON `searches` (`key`);