using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations.Sqlite
{
    /// <summary>The index of payments by day keeps the order of their list.</summary>
    public partial class PaymentsList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.RemakeListIndex("IX_Payments_Received");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // An older version reads the index as well as its own: nothing is to be taken back.
        }
    }
}
