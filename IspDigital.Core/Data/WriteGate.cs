using Microsoft.Extensions.Options;

namespace IspDigital.Core.Data;

/// <summary>
/// SQLite has one writer. Inside this process writers queue here, in order of arrival, instead of racing for the file's lock
/// (whose busy-wait is unfair: waits of a second were measured). PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(IOptions<DataOptions> options) : IDisposable
{
    private readonly SemaphoreSlim? _turn = options.Value.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    /// <summary>Waits for the turn; dispose to pass it on.</summary>
    public async ValueTask<IDisposable?> Enter(CancellationToken cancellation)
    {
        if (_turn is null)
        {
            return null;
        }
        await _turn.WaitAsync(cancellation);
        return new Turn(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn?.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
