using System.Runtime.InteropServices;

namespace IspDigital.Simulators;

/// <summary>What every stand-in does between its start and Ctrl+C or SIGTERM.</summary>
internal static class Listening
{
    /// <summary>Says what listens once a signal would be noticed, and returns when one came.</summary>
    public static async Task UntilStopped(IEnumerable<string> announcement, CancellationToken stopping)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var cancelled = stopping.Register(() => stopped.TrySetResult());
        foreach (var line in announcement)
        {
            Console.WriteLine(line);
        }

        await stopped.Task;

        void Stop(PosixSignalContext signal)
        {
            // The process ends by returning from Main, with connections closed, not by the signal.
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
