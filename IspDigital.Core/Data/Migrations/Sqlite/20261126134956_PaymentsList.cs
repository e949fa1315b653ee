using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data.Migrations.Sqlite
{
    /// <summary>Indexes that keep the order of the list of payments.</summary>
    public partial class PaymentsList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateListIndex("IX_Payments_List");
            migrationBuilder.CreateListIndex("IX_Payments_Reversed_List");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX IF EXISTS "IX_Payments_List";""");
            migrationBuilder.Sql("""DROP INDEX IF EXISTS "IX_Payments_Reversed_List";""");
        }
    }
}
