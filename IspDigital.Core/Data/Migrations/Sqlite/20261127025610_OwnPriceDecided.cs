using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IspDigital.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OwnPriceDecided : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "DecidedOn",
                table: "PriceAgreements",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DecidedOn",
                table: "PriceAgreements");
        }
    }
}
