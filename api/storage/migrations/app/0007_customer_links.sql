CREATE TABLE `customer_links` (
	`id` text PRIMARY KEY NOT NULL,
	`article` text NOT NULL,
	`customer` text NOT NULL,
	`by` text NOT NULL,
	`created` integer NOT NULL,
	`expires` integer NOT NULL,
	`revoked` integer
);
--> statement-breakpoint
CREATE INDEX `customer_links_customer` ON `customer_links` (`customer`);