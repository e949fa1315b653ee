using System.Runtime.InteropServices;

namespace IspDigital.Simulators;

/// <summary>What every stand-in does between its start and Ctrl+C or SIGTERM.</summary>
internal static class Listening
{
    public static async Task UntilStopped(CancellationToken stopping)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var cancelled = stopping.Register(() => stopped.TrySetResult());
        await stopped.Task;

        void Stop(PosixSignalContext signal)
        {
            // The process ends by returning from Main, with connections closed, not by the signal.
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
