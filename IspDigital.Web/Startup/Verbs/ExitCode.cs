namespace IspDigital.Web.Startup.Verbs;

/// <summary>How a verb ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>It was done, or there was nothing to do.</summary>
    public const int Done = 0;

    /// <summary>It was refused or failed; standard error says why. Nothing half done stays.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;
}
