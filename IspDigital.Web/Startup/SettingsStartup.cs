using IspDigital.Core.Operations;

namespace IspDigital.Web.Startup;

/// <summary>A portal with a wrong setting does not start.</summary>
public static class SettingsStartup
{
    /// <summary>The exit code (EX_CONFIG of sysexits.h), so that a supervisor knows that starting again does not help.</summary>
    public const int BadSettings = 78;

    /// <summary>Whether all settings are right; each wrong key is written to standard error with what it should be.</summary>
    public static bool HasGoodSettings(this WebApplication app)
    {
        var problems = SettingsCheck.Problems(app.Services);
        if (problems.Count > 0)
        {
            Console.Error.WriteLine($"IspDigital does not start: {problems.Count} wrong in the settings (appsettings.json, environment variables with __ for :, or arguments).");
        }
        foreach (var problem in problems)
        {
            Console.Error.WriteLine("  " + problem);
        }
        return problems.Count == 0;
    }
}
