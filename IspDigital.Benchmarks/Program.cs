using System.CommandLine;
using IspDigital.Benchmarks.Access;
using IspDigital.Benchmarks.Billing;
using IspDigital.Benchmarks.Simulation;
using IspDigital.Benchmarks.Lists;
using IspDigital.Benchmarks.Lives;
using IspDigital.Benchmarks.Subscribers;

var root = new RootCommand("The product beside its physical limits. Each benchmark prints one JSON line; the floor is measured in the same run.");
root.Subcommands.Add(BillingRunBenchmark.Command());
root.Subcommands.Add(ReconnectBenchmark.Command());
root.Subcommands.Add(ImportBenchmark.Command());
root.Subcommands.Add(ListBenchmark.Command());
root.Subcommands.Add(ForecastBenchmark.Command());
root.Subcommands.Add(BillOnce.Command());
root.Subcommands.Add(BillOnCall.Command());
root.Subcommands.Add(SimulateCommand.Command());
root.Subcommands.Add(LivesCommand.Command());
return await root.Parse(args).InvokeAsync();
