using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Somebody and their code, in the letters in which it is kept.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Who has it.</param>
internal sealed record CodeHolder(string Code, string Name);

/// <summary>
/// Whether a code is free. Codes are said aloud and found in either letters, so <c>SL-001</c> and <c>sl-001</c> are one code; the unique
/// index tells them apart, and neither database knows all letters, so they are compared here.
/// </summary>
internal static class SubscriberCodes
{
    /// <summary>How codes are compared, wherever they are.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Who has this code in whatever letters, or null.</summary>
    public static async Task<CodeHolder?> HolderOf(IspDbContext db, string code, CancellationToken cancellation)
    {
        var alike = await db.Subscribers.Named(code).Select(s => new CodeHolder(s.Code, s.Name)).ToListAsync(cancellation);
        return alike.Find(holder => Comparer.Equals(holder.Code, code));
    }

    /// <summary>Who has any of these codes, by code in whatever letters: one reading along all of them.</summary>
    public static async Task<Dictionary<string, CodeHolder>> HoldersOf(IspDbContext db, IEnumerable<string> codes, CancellationToken cancellation)
    {
        var wanted = codes.ToHashSet(Comparer);
        Dictionary<string, CodeHolder> holders = new(Comparer);
        if (wanted.Count == 0)
        {
            return holders;
        }
        await foreach (var holder in db.Subscribers.Select(s => new CodeHolder(s.Code, s.Name)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (wanted.Contains(holder.Code))
            {
                holders.TryAdd(holder.Code, holder);
            }
        }
        return holders;
    }
}
