namespace IspDigital.Tests.Support;

/// <summary>Command ids as a form makes them when it opens: each another one.</summary>
public static class Commands
{
    private static int s_given;

    /// <summary>The next.</summary>
    public static Guid Next() => new(Interlocked.Increment(ref s_given), 7, 7, 7, 7, 7, 7, 7, 7, 7, 7);
}
