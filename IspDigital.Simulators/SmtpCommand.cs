using System.CommandLine;
using IspDigital.Simulators.Smtp;

namespace IspDigital.Simulators;

/// <summary><c>smtp</c>: a mail server that keeps every mail and delivers none.</summary>
internal static class SmtpCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "TCP port; 0 takes a free one", DefaultValueFactory = _ => 2525 };
        var command = new Command("smtp", "A mail server that keeps every mail") { port };
        command.SetAction((parsed, stopping) => Run(new SmtpSinkOptions { Port = parsed.GetValue(port) }, stopping));
        return command;
    }

    private static async Task<int> Run(SmtpSinkOptions options, CancellationToken stopping)
    {
        await using var sink = await SmtpSinkSimulator.Start(options);
        await Listening.UntilStopped([$"SMTP sink listens on 127.0.0.1:{sink.Port}"], stopping);
        Console.WriteLine($"Stopped after {sink.Mails.Count} mails.");
        return 0;
    }
}
