using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IspDigital.Core.Data.Migrations.Postgres
{
    /// <summary>The subscribers of each plan by id; those of each area with their plan.</summary>
    public partial class SubscribersOfPlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_PlanId",
                table: "Subscribers",
                column: "PlanId");
            migrationBuilder.Sql("""DROP INDEX "IX_Subscribers_Area";""");
            migrationBuilder.CreateListIndex("IX_Subscribers_Area");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscribers_PlanId",
                table: "Subscribers");
        }
    }
}
