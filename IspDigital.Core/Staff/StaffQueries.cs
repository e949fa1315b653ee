using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>One person on the staff page.</summary>
/// <param name="Id">The person.</param>
/// <param name="UserName">What they sign in with.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Role">What they may do.</param>
/// <param name="IsDisabled">Whether they are kept out.</param>
/// <param name="LastSignInAt">When they last signed in, UTC; null for never.</param>
public sealed record StaffRow(long Id, string UserName, string DisplayName, Role Role, bool IsDisabled, DateTimeOffset? LastSignInAt);

/// <summary>Reads staff.</summary>
public sealed class StaffQueries(IspStore store, IDbContextFactory<IspDbContext> contexts)
{
    /// <summary>Everybody, people who can sign in first.</summary>
    public async Task<IReadOnlyList<StaffRow>> All(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ManageStaff, cancellation);
        return await db.Users.OrderBy(u => u.IsDisabled).ThenBy(u => u.DisplayName).ThenBy(u => u.Id)
            .Select(u => new StaffRow(u.Id, u.UserName!, u.DisplayName, u.Role, u.IsDisabled,
                db.AuditEntries.Where(e => e.StaffId == u.Id && e.Action == Audit.AuditAction.SignedIn).Max(e => (DateTimeOffset?)e.At)))
            .ToListAsync(cancellation);
    }

    /// <summary>Whether anybody was ever added; before that the portal shows its set-up page. Needs no right.</summary>
    public async Task<bool> AnyStaff(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(cancellation);
    }

    /// <summary>Whether a signed-in person still is who the screen thinks: enabled, and with the stamp of their sign-in. Needs no right.</summary>
    public async Task<bool> IsStillValid(long staffId, string? securityStamp, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(u => u.Id == staffId && !u.IsDisabled && u.SecurityStamp == securityStamp, cancellation);
    }
}
