namespace IspDigital.Core.Operations;

/// <summary>Section <c>Jobs</c> of the settings.</summary>
public sealed class JobOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Jobs";

    /// <summary>Whether this process wakes the jobs. Off in tests, and on a second process that only shows pages.</summary>
    public bool Enabled { get; set; } = true;
}
