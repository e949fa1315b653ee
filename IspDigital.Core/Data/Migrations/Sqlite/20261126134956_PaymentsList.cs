using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations.Sqlite
{
    /// <summary>The indexes of payments by day keep the order of their list.</summary>
    public partial class PaymentsList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RemakeListIndex("IX_Payments_Received");
            migrationBuilder.RemakeListIndex("IX_Payments_Reversed_Received");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // An older version reads these as well as its own: nothing is to be taken back.
        }
    }
}
