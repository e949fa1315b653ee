using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations.Sqlite
{
    /// <summary>Fills the columns of the migration before it from what is there, and lets the old column of the custom price go.</summary>
    public partial class BillingToTheLetterRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => BillingRows.Fill(migrationBuilder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => BillingRows.TakeBack(migrationBuilder);
    }
}
