using Catalog.Core.Decisions;

namespace Catalog.Gateway.Bridging;

/// <summary>The log of a bridge: it decides nothing, and the gateway behind it keeps what it decided.</summary>
internal sealed class UnkeptLog : IDecisionLog
{
    public Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<OpenDecision> OpenAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => Task.FromResult(new OpenDecision(entry, late: null));

    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DecisionLogEntry>>([]);

    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) => Task.FromResult(new DecisionLogCheck { Entries = 0 });
}
