CREATE TABLE `gap_tickets` (
	`gap` text NOT NULL,
	`ticket` text NOT NULL,
	PRIMARY KEY(`gap`, `ticket`)
);
--> statement-breakpoint
CREATE INDEX `gap_tickets_ticket` ON `gap_tickets` (`ticket`);--> statement-breakpoint
CREATE TABLE `gaps` (
	`id` text PRIMARY KEY NOT NULL,
	`run` integer NOT NULL,
	`rank` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`keywords` text NOT NULL,
	`volume` integer NOT NULL,
	`customers` integer NOT NULL,
	`trend` real NOT NULL,
	`weeks` text NOT NULL,
	`first_seen` text,
	`last_seen` text,
	`languages` text NOT NULL,
	`segments` text NOT NULL,
	`channels` text NOT NULL,
	`nearest` text,
	`score` real NOT NULL,
	`samples` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `gaps_run` ON `gaps` (`run`,`rank`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`file` text NOT NULL,
	`fingerprint` text NOT NULL,
	`size` integer NOT NULL,
	`offset` integer DEFAULT 0 NOT NULL,
	`row` integer DEFAULT 0 NOT NULL,
	`read` integer DEFAULT 0 NOT NULL,
	`inserted` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`merged` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_file` ON `imports` (`source`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`as_of` text NOT NULL,
	`tickets` integer NOT NULL,
	`topics` integer NOT NULL,
	`gaps` integer NOT NULL,
	`open` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`account` text NOT NULL,
	`external_id` text NOT NULL,
	`url` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`language` text,
	`tags` text NOT NULL,
	`channel` text,
	`status` text,
	`priority` text,
	`customer` text,
	`organisation` text,
	`traits` text NOT NULL,
	`csat` integer,
	`merged_into` text,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tickets_created` ON `tickets` (`created_at`);--> statement-breakpoint
CREATE INDEX `tickets_customer` ON `tickets` (`customer`);--> statement-breakpoint
CREATE INDEX `tickets_merged` ON `tickets` (`merged_into`);