using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IspDigital.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscribers_Name",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_PlanId",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Payments_ReceivedOn",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_DueDate",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_IssueDate",
                table: "Invoices");

            migrationBuilder.DropIndex(
                name: "IX_Invoices_SubscriberId",
                table: "Invoices");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Subscribers",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ClosedOn",
                table: "Subscribers",
                column: "ClosedOn",
                filter: "\"ClosedOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_PlanList",
                table: "Subscribers",
                columns: new[] { "PlanId", "SearchText", "Id", "ClosedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_TransactionId",
                table: "Payments",
                column: "TransactionId",
                filter: "\"TransactionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessages_InvoiceId",
                table: "OutboxMessages",
                column: "InvoiceId",
                filter: "\"Kind\" = 'InvoiceIssued'");

            migrationBuilder.FillSearchTexts();
            migrationBuilder.CreateListIndexes();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropListIndexes();

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ClosedOn",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_PlanList",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Payments_TransactionId",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMessages_InvoiceId",
                table: "OutboxMessages");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Subscribers");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_Name",
                table: "Subscribers",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_PlanId",
                table: "Subscribers",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_ReceivedOn",
                table: "Payments",
                column: "ReceivedOn");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_DueDate",
                table: "Invoices",
                column: "DueDate",
                filter: "\"Status\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_IssueDate",
                table: "Invoices",
                column: "IssueDate");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_SubscriberId",
                table: "Invoices",
                column: "SubscriberId");
        }
    }
}
