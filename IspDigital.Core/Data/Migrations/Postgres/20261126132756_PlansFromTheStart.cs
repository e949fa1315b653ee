using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations.Postgres
{
    /// <summary>The plan that a subscriber began with was decided on no day: only what was changed later corrects invoices.</summary>
    public partial class PlansFromTheStart : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => BillingRows.MarkPlansFromTheStart(migrationBuilder, "-infinity");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => BillingRows.DatePlansFromTheStart(migrationBuilder, "-infinity");
    }
}
