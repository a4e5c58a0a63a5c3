using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Stores that are out of order, as their contracts say such stores behave.</summary>
internal sealed class Broken : IDecisionLog, ICounterStore, IApprovalStore
{
    private static StoreException Full => new("the disk is full: make room");

    public Task CheckAsync(CancellationToken cancellationToken) => throw Full;

    public Task<bool> IsReachableAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => throw Full;

    public Task<OpenDecision> OpenAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => throw Full;

    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) => throw Full;

    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken) => throw Full;

    public Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken) =>
        Task.FromResult(new Reservation { Status = draws.Count == 0 ? ReservationStatus.Granted : ReservationStatus.Unavailable });

    public Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken) => throw Full;

    public Task<ApprovalAnswer> AskAsync(ApprovalRequest request, CancellationToken cancellationToken) => Task.FromResult(new ApprovalAnswer(ApprovalStatus.Unavailable, null));

    public Task<bool> TrySpendAsync(string id, CancellationToken cancellationToken) => throw Full;

    public Task<bool> TryReleaseAsync(string id, CancellationToken cancellationToken) => throw Full;

    public Task<Approval?> DecideOrNullAsync(string id, bool approve, string approver, CancellationToken cancellationToken) => throw Full;

    public Task<Approval?> FindOrNullAsync(string id, CancellationToken cancellationToken) => throw Full;

    public Task<IReadOnlyList<Approval>> ListAsync(bool pendingOnly, CancellationToken cancellationToken) => throw Full;
}
