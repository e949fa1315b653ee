using System.CommandLine;
using IspDigital.Simulators;

var root = new RootCommand("Stand-ins that speak the real wire, on loopback. Ctrl+C stops them.")
{
    RouterOsCommand.Create(),
    SmsCommand.Create(),
    SmtpCommand.Create(),
};
// Signals are taken by Listening, so that every stand-in closes its connections and the exit code is 0.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
