using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations;

/// <summary>What the rows of older databases get in the columns that say more about a line and a price; the same on both databases.</summary>
internal static class BillingRows
{
    /// <summary>Fills the new columns; then the old column of the custom price goes.</summary>
    public static void Fill(MigrationBuilder migration)
    {
        migration.Sql(
            """
            UPDATE "InvoiceLines" SET "Cause" = 'Period', "TaxMode" = 'Exclusive', "ListPriceMinor" = "FullPriceMinor", "PeriodStart" = "From"
            """);
        migration.Sql( // whole periods can be corrected from now on; parts of one do not say where their period began
            """
            UPDATE "InvoiceLines" SET
                "PlanId" = (SELECT p."Id" FROM "Plans" p WHERE p."Name" = "InvoiceLines"."Text"),
                "TaxMode" = COALESCE((SELECT t."Mode" FROM "Plans" p JOIN "Taxes" t ON t."Id" = p."TaxId" WHERE p."Name" = "InvoiceLines"."Text"), 'Exclusive')
            WHERE "Kind" = 'Recurring'
            """);
        migration.Sql(
            """
            INSERT INTO "PriceAgreements" ("SubscriberId", "From", "CustomPriceMinor", "DiscountBasisPoints", "DiscountMinor")
            SELECT "Id", "ActivatedOn", "CustomPriceMinor", 0, 0 FROM "Subscribers" WHERE "CustomPriceMinor" IS NOT NULL
            """);
        migration.Sql(
            """
            UPDATE "Pauses" SET "PlannedUntil" = "Until"
            """);
        migration.Sql(
            """
            ALTER TABLE "Subscribers" DROP COLUMN "CustomPriceMinor"
            """);
    }

    /// <summary>The old column again, with the price that holds last.</summary>
    public static void TakeBack(MigrationBuilder migration)
    {
        migration.Sql(
            """
            ALTER TABLE "Subscribers" ADD COLUMN "CustomPriceMinor" BIGINT NULL
            """);
        migration.Sql(
            """
            UPDATE "Subscribers" SET "CustomPriceMinor" =
                (SELECT a."CustomPriceMinor" FROM "PriceAgreements" a WHERE a."SubscriberId" = "Subscribers"."Id" ORDER BY a."From" DESC LIMIT 1)
            """);
    }

    /// <summary>Plans from the day of activation on, unless one was put in their place.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="never">How the database writes the first of all days.</param>
    public static void MarkPlansFromTheStart(MigrationBuilder migration, string never) => migration.Sql(
        $"""
        UPDATE "PlanAssignments" SET "DecidedOn" = '{never}'
        WHERE "From" = (SELECT s."ActivatedOn" FROM "Subscribers" s WHERE s."Id" = "PlanAssignments"."SubscriberId")
            AND NOT EXISTS (SELECT 1 FROM "AuditEntries" a WHERE a."SubscriberId" = "PlanAssignments"."SubscriberId" AND a."Action" = 'PlanAssigned')
        """);

    /// <summary>Dates them by their own day again.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="never">How the database writes the first of all days.</param>
    public static void DatePlansFromTheStart(MigrationBuilder migration, string never) => migration.Sql(
        $"""
        UPDATE "PlanAssignments" SET "DecidedOn" = "From" WHERE "DecidedOn" = '{never}'
        """);

    /// <summary>The ends of pauses: the planned one, and another where there is one; then their old columns go.</summary>
    public static void KeepEnds(MigrationBuilder migration)
    {
        migration.Sql(
            """
            INSERT INTO "PauseEnds" ("PauseId", "Until", "DecidedOn") SELECT "Id", "PlannedUntil", "DecidedOn" FROM "Pauses" ORDER BY "Id"
            """);
        migration.Sql(
            """
            INSERT INTO "PauseEnds" ("PauseId", "Until", "DecidedOn") SELECT "Id", "Until", "EndDecidedOn" FROM "Pauses"
            WHERE "EndDecidedOn" <> "DecidedOn" OR COALESCE(CAST("Until" AS TEXT), '') <> COALESCE(CAST("PlannedUntil" AS TEXT), '') ORDER BY "Id"
            """);
        migration.Sql(
            """
            ALTER TABLE "Pauses" DROP COLUMN "PlannedUntil"
            """);
        migration.Sql(
            """
            ALTER TABLE "Pauses" DROP COLUMN "EndDecidedOn"
            """);
        migration.Sql(
            """
            ALTER TABLE "Pauses" DROP COLUMN "DecidedOn"
            """);
    }

    /// <summary>The old columns again: the first end, and the days of the first and the last.</summary>
    public static void TakeBackEnds(MigrationBuilder migration) => migration.Sql(
        """
        UPDATE "Pauses" SET
            "DecidedOn" = (SELECT e."DecidedOn" FROM "PauseEnds" e WHERE e."PauseId" = "Pauses"."Id" ORDER BY e."Id" LIMIT 1),
            "PlannedUntil" = (SELECT e."Until" FROM "PauseEnds" e WHERE e."PauseId" = "Pauses"."Id" ORDER BY e."Id" LIMIT 1),
            "EndDecidedOn" = (SELECT e."DecidedOn" FROM "PauseEnds" e WHERE e."PauseId" = "Pauses"."Id" ORDER BY e."Id" DESC LIMIT 1)
        """);
}
