using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IspDigital.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PausedRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BillingRuns_Kind",
                table: "BillingRuns");

            migrationBuilder.AddColumn<int>(
                name: "ProcessedBefore",
                table: "BillingRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SkippedClosed",
                table: "BillingRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SkippedCut",
                table: "BillingRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SkippedPaused",
                table: "BillingRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenAt",
                table: "BillingRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_Kind",
                table: "BillingRuns",
                column: "Kind",
                unique: true,
                filter: "\"State\" IN ('Running', 'AwaitingApproval', 'Paused')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BillingRuns_Kind",
                table: "BillingRuns");

            migrationBuilder.DropColumn(
                name: "ProcessedBefore",
                table: "BillingRuns");

            migrationBuilder.DropColumn(
                name: "SkippedClosed",
                table: "BillingRuns");

            migrationBuilder.DropColumn(
                name: "SkippedCut",
                table: "BillingRuns");

            migrationBuilder.DropColumn(
                name: "SkippedPaused",
                table: "BillingRuns");

            migrationBuilder.DropColumn(
                name: "TakenAt",
                table: "BillingRuns");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_Kind",
                table: "BillingRuns",
                column: "Kind",
                unique: true,
                filter: "\"State\" IN ('Running', 'AwaitingApproval')");
        }
    }
}
