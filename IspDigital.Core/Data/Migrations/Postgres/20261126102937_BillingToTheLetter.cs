using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IspDigital.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BillingToTheLetter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "DecidedOn",
                table: "PlanAssignments",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<long>(
                name: "CreditNoteId",
                table: "Payments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "InvoiceId",
                table: "PaymentAllocations",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<long>(
                name: "RefundId",
                table: "PaymentAllocations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DecidedOn",
                table: "Pauses",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "EndDecidedOn",
                table: "Pauses",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "PlannedUntil",
                table: "Pauses",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CorrectsInvoiceId",
                table: "Invoices",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Invoices",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Sequence",
                table: "Invoices",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "InvoiceLines",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ChargeId",
                table: "InvoiceLines",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DiscountBasisPoints",
                table: "InvoiceLines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "DiscountMinor",
                table: "InvoiceLines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ListPriceMinor",
                table: "InvoiceLines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PeriodStart",
                table: "InvoiceLines",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<long>(
                name: "PlanId",
                table: "InvoiceLines",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TaxMode",
                table: "InvoiceLines",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Charges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CommandId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ChargedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IsBilledAlone = table.Column<bool>(type: "boolean", nullable: false),
                    IsTaxed = table.Column<bool>(type: "boolean", nullable: false),
                    TaxMode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    TaxBasisPoints = table.Column<int>(type: "integer", nullable: true),
                    AboutInvoiceId = table.Column<long>(type: "bigint", nullable: true),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    InvoiceId = table.Column<long>(type: "bigint", nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Charges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Charges_Invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "Invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Charges_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NonPaymentCuts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NonPaymentCuts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NonPaymentCuts_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PriceAgreements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    CustomPriceMinor = table.Column<long>(type: "bigint", nullable: true),
                    DiscountBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    DiscountUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    DiscountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceAgreements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PriceAgreements_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CommandId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Method = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    RefundedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_CreditNoteId",
                table: "Payments",
                column: "CreditNoteId",
                unique: true,
                filter: "\"CreditNoteId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAllocations_RefundId",
                table: "PaymentAllocations",
                column: "RefundId");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_CorrectsInvoiceId",
                table: "Invoices",
                column: "CorrectsInvoiceId",
                filter: "\"CorrectsInvoiceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_SubscriberId_IssueDate_PeriodStart_Sequence",
                table: "Invoices",
                columns: new[] { "SubscriberId", "IssueDate", "PeriodStart", "Sequence" },
                unique: true,
                filter: "\"Kind\" <> 'Recurring'");

            migrationBuilder.CreateIndex(
                name: "IX_Charges_AboutInvoiceId_Ordinal",
                table: "Charges",
                columns: new[] { "AboutInvoiceId", "Ordinal" },
                unique: true,
                filter: "\"Kind\" = 'LateFee'");

            migrationBuilder.CreateIndex(
                name: "IX_Charges_CommandId",
                table: "Charges",
                column: "CommandId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Charges_InvoiceId",
                table: "Charges",
                column: "InvoiceId",
                filter: "\"InvoiceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Charges_SubscriberId",
                table: "Charges",
                column: "SubscriberId",
                filter: "\"InvoiceId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_NonPaymentCuts_SubscriberId",
                table: "NonPaymentCuts",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_PriceAgreements_SubscriberId_From",
                table: "PriceAgreements",
                columns: new[] { "SubscriberId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_CommandId",
                table: "Refunds",
                column: "CommandId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_SubscriberId",
                table: "Refunds",
                column: "SubscriberId");

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentAllocations_Refunds_RefundId",
                table: "PaymentAllocations",
                column: "RefundId",
                principalTable: "Refunds",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Payments_Invoices_CreditNoteId",
                table: "Payments",
                column: "CreditNoteId",
                principalTable: "Invoices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PaymentAllocations_Refunds_RefundId",
                table: "PaymentAllocations");

            migrationBuilder.DropForeignKey(
                name: "FK_Payments_Invoices_CreditNoteId",
                table: "Payments");

            migrationBuilder.DropTable(
                name: "Charges");

            migrationBuilder.DropTable(
                name: "NonPaymentCuts");

            migrationBuilder.DropTable(
                name: "PriceAgreements");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Payments_CreditNoteId",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_PaymentAllocations_RefundId",
                table: "PaymentAllocations");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_CorrectsInvoiceId",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_SubscriberId_IssueDate_PeriodStart_Sequence",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "DecidedOn",
                table: "PlanAssignments");

            migrationBuilder.DropColumn(
                name: "CreditNoteId",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "RefundId",
                table: "PaymentAllocations");

            migrationBuilder.DropColumn(
                name: "DecidedOn",
                table: "Pauses");

            migrationBuilder.DropColumn(
                name: "EndDecidedOn",
                table: "Pauses");

            migrationBuilder.DropColumn(
                name: "PlannedUntil",
                table: "Pauses");

            migrationBuilder.DropColumn(
                name: "CorrectsInvoiceId",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "ChargeId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "DiscountBasisPoints",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "DiscountMinor",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "ListPriceMinor",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "PeriodStart",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "PlanId",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "TaxMode",
                table: "InvoiceLines");

            migrationBuilder.AlterColumn<long>(
                name: "InvoiceId",
                table: "PaymentAllocations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);
        }
    }
}
