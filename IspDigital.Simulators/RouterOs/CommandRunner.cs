namespace IspDigital.Simulators.RouterOs;

/// <summary>Runs the commands of one connection side by side, with whatever faults wait for them.</summary>
internal sealed class CommandRunner(RouterParts router, ApiConnection connection)
{
    private const int RowsAtATime = 64;

    private readonly Lock _gate = new();
    private readonly List<RunningCommand> _running = [];
    private readonly RouterCommands _commands = new(router);

    /// <summary>Starts a command. One that need not wait is finished when this returns, but for long answers.</summary>
    public void Start(ApiRequest request)
    {
        switch (request.Command)
        {
            case "/quit":
                End("session terminated on request");
                return;
            case "/login":
                break;
            case not null when connection.Login.User is null:
                End("not logged in");
                return;
            case "/cancel":
                Cancel(request);
                return;
        }

        _ = Run(new RunningCommand(request, connection.Output, connection.Ending));
    }

    private async Task Run(RunningCommand command)
    {
        Add(command);
        try
        {
            await Carry(command);
        }
        catch (OperationCanceledException)
        {
            // Cancelled by the client, who has been told, or the connection is over.
        }
        finally
        {
            Remove(command);
            connection.Output.Flush();
            router.State.Signal.Raise();
        }
    }

    private async Task Carry(RunningCommand command)
    {
        var wait = router.Faults.Wait();
        if (wait > TimeSpan.Zero)
        {
            await router.Faults.Hold(wait, command.Stopped);
        }

        var fault = router.Faults.Take(command.Request.Command);
        if (fault is not null)
        {
            router.State.Signal.Raise();
        }

        if (fault is { Moment: FaultMoment.BeforeApplying } && !await Survives(fault, command))
        {
            return;
        }

        if (RouterListener.Wants(command.Request))
        {
            await RouterListener.Listen(router.State, connection.Login.User!, command, connection.Output);
            return;
        }

        var answer = command.Request.Command == "/login"
            ? connection.Login.Try(command.Request)
            : _commands.Execute(command.Request, connection.Login.User!);
        router.State.Signal.Raise();
        if (fault is { Moment: FaultMoment.AfterApplying } && !await Survives(fault, command))
        {
            return;
        }

        await Write(command, answer, fault);
    }

    private async Task Write(RunningCommand command, ApiAnswer answer, RouterFault? fault)
    {
        var drip = fault is RouterFault.Dripping slow ? slow.EachRow : TimeSpan.Zero;
        for (var i = 0; i < answer.Rows.Count; i++)
        {
            if (drip > TimeSpan.Zero)
            {
                connection.Output.Flush();
                await router.Faults.Hold(drip, command.Stopped);
            }
            else if (i > 0 && i % RowsAtATime == 0)
            {
                await Task.Yield();
            }

            command.Row(answer.Rows[i]);
        }

        foreach (var trap in answer.Traps)
        {
            command.Trap(trap);
        }

        if (answer.Empty && router.State.Version.SaysEmpty)
        {
            command.Empty();
        }

        command.Done(answer.Ret);
        if (fault is RouterFault.Halving)
        {
            await connection.Output.SendHalf();
            await connection.Close();
        }

        if (answer.Afterwards is { } afterwards)
        {
            await connection.Output.Drained();
            afterwards();
        }
    }

    /// <summary>Lets the fault strike; false where the command gets no answer.</summary>
    private async Task<bool> Survives(RouterFault fault, RunningCommand command)
    {
        switch (fault)
        {
            case RouterFault.Late late:
                await router.Faults.Hold(late.Time, command.Stopped);
                return true;
            case RouterFault.Dripping or RouterFault.Halving:
                return true;
            case RouterFault.Closing { Abrupt: true }:
                connection.Reset();
                return false;
            case RouterFault.Closing:
                await connection.Close();
                return false;
            case RouterFault.Silent:
                await router.Faults.Hold(Timeout.InfiniteTimeSpan, command.Stopped);
                return false;
            case RouterFault.Rebooting reboot:
                router.Reboot(reboot.DownFor);
                return false;
            case RouterFault.Dying dying:
                End(dying.Reason);
                return false;
            case RouterFault.Refusing refusing:
                await Write(command, new ApiAnswer { Traps = [.. refusing.Messages.Select(each => new ApiTrap(each))] }, null);
                return false;
            default:
                throw new InvalidOperationException(fault.GetType().Name);
        }
    }

    /// <summary><c>!fatal</c>, a bare word, and the end.</summary>
    private void End(string reason)
    {
        connection.Output.Append(target =>
        {
            ApiCodec.WriteWord(target, "!fatal");
            ApiCodec.WriteWord(target, reason);
            ApiCodec.EndSentence(target);
        });
        _ = connection.Close();
    }

    /// <summary>Order as observed on routers: the victims' trap, the cancel's own end, the victims' end.</summary>
    private void Cancel(ApiRequest request)
    {
        var victimTag = request["tag"];
        List<RunningCommand> victims;
        lock (_gate)
        {
            victims = _running.FindAll(each => victimTag is null || each.Tag == victimTag);
        }

        using var cancel = new RunningCommand(request, connection.Output, connection.Ending);
        var interrupted = victims.FindAll(each => each.Interrupt());
        cancel.Done();
        interrupted.ForEach(each => each.DoneAfterInterrupt());
        connection.Output.Flush();
    }

    private void Add(RunningCommand command)
    {
        lock (_gate)
        {
            _running.Add(command);
        }
    }

    private void Remove(RunningCommand command)
    {
        lock (_gate)
        {
            _running.Remove(command);
        }

        command.Dispose();
    }
}
