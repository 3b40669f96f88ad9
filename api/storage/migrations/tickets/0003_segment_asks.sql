CREATE TABLE `segment_asks` (
	`segment` text NOT NULL,
	`locale` text NOT NULL,
	`article` text,
	`gap` text,
	`customers` integer NOT NULL,
	`of` integer NOT NULL,
	`usual` real NOT NULL,
	`first_day` text,
	`last_day` text
);
--> statement-breakpoint
CREATE INDEX `segment_asks_segment` ON `segment_asks` (`segment`,`locale`);