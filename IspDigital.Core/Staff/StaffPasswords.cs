using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Identity;

namespace IspDigital.Core.Staff;

/// <summary>Makes and checks what Identity keeps of a person's name and password.</summary>
public sealed class StaffPasswords(IPasswordHasher<StaffUser> hasher, ILookupNormalizer names, IIdGenerator ids, IRandomSource chance)
{
    // 32 signs that nobody mistakes for another when it is read out: five bits each, twelve signs are 60 bits.
    private const string ReadableSigns = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int OneTimeLength = 12;

    private static readonly Lazy<string> s_nobodysHash = new(() => new PasswordHasher<StaffUser>().HashPassword(new StaffUser(), "nobody has this password"));

    /// <summary>A new person with that password, ready to be saved.</summary>
    public StaffUser Make(string userName, string displayName, Role role, string language, string password)
    {
        var user = new StaffUser
        {
            UserName = userName,
            NormalizedUserName = Normalise(userName),
            DisplayName = displayName,
            Role = role,
            Language = language,
            LockoutEnabled = true,
        };
        Give(user, password);
        return user;
    }

    /// <summary>Gives a person a new password; screens opened with the old one end.</summary>
    public void Give(StaffUser user, string password)
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        EndScreens(user);
    }

    /// <summary>A password for the first sign-in, in groups of four: <c>k3mw-9fae-h7tc</c>. It is shown once and kept nowhere.</summary>
    public string OneTime() =>
        string.Join('-', chance.Bytes(OneTimeLength).Select(b => ReadableSigns[b % ReadableSigns.Length]).Chunk(4).Select(group => new string(group)));

    /// <summary>Makes every open screen and cookie of the person invalid; they end within 30 seconds.</summary>
    public void EndScreens(StaffUser user)
    {
        user.SecurityStamp = ids.Next().ToString("N");
        user.ConcurrencyStamp = ids.Next().ToString("N");
    }

    /// <summary>Whether the password is the person's. Without a person it takes as long, so that nobody learns which names exist.</summary>
    public bool Matches(StaffUser? user, string password)
    {
        var outcome = hasher.VerifyHashedPassword(user ?? new StaffUser(), user?.PasswordHash ?? s_nobodysHash.Value, password);
        return user is not null && outcome != PasswordVerificationResult.Failed;
    }

    /// <summary>The form in which names are compared.</summary>
    public string Normalise(string userName) => names.NormalizeName(userName);
}
