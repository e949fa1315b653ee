using System.CommandLine;
using System.Globalization;
using IspDigital.Core;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Tables;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>The business without pages and jobs, for a verb that does one thing and ends.</summary>
/// <param name="Services">The services of its scope, in which a job named after the command line acts.</param>
/// <param name="Surroundings">Where it was typed and where it answers.</param>
/// <param name="Cancellation">Cancelled by Ctrl+C and by a supervisor.</param>
internal sealed record Tool(IServiceProvider Services, Surroundings Surroundings, CancellationToken Cancellation)
{
    private const string ActorName = "CommandLine";
    private const int UpgradeTriesMax = 120;
    private static readonly TimeSpan s_upgradePause = TimeSpan.FromMilliseconds(250);

    /// <summary>Opens the database, made or brought up to date where needed, and does it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(ParseResult parsed, Surroundings surroundings, Func<Tool, Task<int>> act, CancellationToken cancellation)
    {
        // Words to people are English here, as in the log; the screens speak both languages.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Language.English.Formats, Language.English.Words);
        if (SettingsArguments.Trouble(parsed, surroundings) is { } trouble)
        {
            await surroundings.Messages.WriteLineAsync(trouble);
            return ExitCode.WrongUsage;
        }
        try
        {
            await using var app = Build(SettingsArguments.Of(parsed, surroundings), surroundings);
            if (!app.HasGoodSettings())
            {
                return ExitCode.WrongUsage;
            }
            await Upgrade(app.Services, cancellation);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Job(ActorName));
            return await act(new Tool(scope.ServiceProvider, surroundings, cancellation));
        }
        catch (Exception failure)
        {
            // The end of the process: whatever went wrong is told in a line, and the code says that it did.
            await surroundings.Messages.WriteLineAsync(Words(failure));
            return ExitCode.Refused;
        }
    }

    private static string Words(Exception failure) => failure switch
    {
        OperationCanceledException => "Stopped.",
        IOException or UnauthorizedAccessException => failure.Message,
        _ => $"{failure.GetType().Name}: {failure.GetBaseException().Message}",
    };

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Writes a line to people.</summary>
    public void Say(FormattableString line) => Surroundings.Messages.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number of things: <c>1 invoice</c>, <c>3 invoices</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>Says why something was refused, row by row where rows are to blame.</summary>
    /// <returns>The exit code.</returns>
    public int Refuse(Error error)
    {
        var words = Get<ErrorText>();
        if (error is BadRows bad)
        {
            foreach (var problem in bad.Problems)
            {
                var place = problem.Column is { } column ? $"line {problem.Line}, column {column}" : $"line {problem.Line}";
                Say($"{place}: {words.Of(problem)}");
            }
        }
        Say($"{words.Of(error)}");
        return ExitCode.Refused;
    }

    /// <summary>Reads a file of rows; its ending says of which kind it is.</summary>
    public static Result<Table> Read(FileInfo file)
    {
        using var content = file.OpenRead();
        return TableReader.Read(content, TableReader.FormatOf(file.Name) ?? TableFormat.Csv);
    }

    /// <summary>Writes rows as data.</summary>
    public Task<long> Write(TableFormat format, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        TableWriter.Write(Surroundings.Output, format, columns, rows.ToAsyncEnumerable(), Cancellation);

    private static WebApplication Build(string[] settings, Surroundings surroundings)
    {
        var builder = PortalBuilder.Create(settings);
        // Standard output is for data: what is logged goes to standard error, and only what matters.
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection(
            [new("Logging:LogLevel:Default", nameof(LogLevel.Warning)), new("Logging:LogLevel:Microsoft.EntityFrameworkCore", nameof(LogLevel.Error))]);
        surroundings.Change?.Invoke(builder.Services);
        builder.Services.AddIspCore();
        builder.AddKeys();
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<ErrorText>();
        return builder.Build();
    }

    /// <summary>Another process may be at the same upgrade, or just looking: then this one waits its turn.</summary>
    private static async Task Upgrade(IServiceProvider services, CancellationToken cancellation)
    {
        var upgrade = services.GetRequiredService<DatabaseUpgrade>();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await upgrade.Run(cancellation);
                return;
            }
            catch (IOException) when (tries < UpgradeTriesMax)
            {
                await Task.Delay(s_upgradePause, TimeProvider.System, cancellation);
            }
        }
    }
}
