CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`by` text NOT NULL,
	`created` integer NOT NULL,
	`used` integer,
	`revoked` integer
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item` text NOT NULL,
	`answer` text,
	`gap` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_item` ON `inbox` (`item`);--> statement-breakpoint
DROP INDEX `decisions_gap`;--> statement-breakpoint
ALTER TABLE `decisions` ADD `after` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `until` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `target` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `digest` text;--> statement-breakpoint
UPDATE `decisions` SET `after` = coalesce((SELECT max(d.id) FROM `decisions` d WHERE d.gap = `decisions`.gap AND d.id < `decisions`.id), 0);--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_after` ON `decisions` (`gap`,`after`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `device` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `language` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `timezone` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `external` text;--> statement-breakpoint
CREATE UNIQUE INDEX `staff_external_unique` ON `staff` (`external`);