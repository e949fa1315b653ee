using IspDigital.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Staff;

/// <summary>Registers the people who use the portal.</summary>
public static class StaffFeature
{
    /// <summary>Wrong passwords in a row until an account rests.</summary>
    public const int WrongPasswordsMax = 5;

    /// <summary>How long it rests, in minutes.</summary>
    public const int LockoutMinutes = 5;

    /// <summary>Adds Identity's user store and hashing. The web host adds the cookie and the sign-in.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = WrongPasswordsMax;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockoutMinutes);
            options.Lockout.AllowedForNewUsers = true;
            options.User.RequireUniqueEmail = false;
        }).AddEntityFrameworkStores<IspDbContext>();
        services.AddScoped<SetUpPortal>();
        services.AddScoped<SignInLog>();
        services.AddScoped<StaffPasswords>();
        return services;
    }
}
