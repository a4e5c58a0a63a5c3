using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Grants;

namespace Catalog.Gateway.Bridging;

/// <summary>The stores of a bridge, which has none: its policy has neither limits nor approvals, and nobody shows it a grant. Were one asked all the same, the call would be denied.</summary>
internal sealed class AbsentStores : ICounterStore, IApprovalStore, IApproverStore, IGrantStore
{
    private const string Absent = "a bridge keeps nothing: ask the gateway behind it";

    public Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken) =>
        Task.FromResult(new Reservation { Status = draws.Count == 0 ? ReservationStatus.Granted : ReservationStatus.Unavailable });

    public Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<ApprovalAnswer> AskAsync(ApprovalRequest request, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<bool> TrySpendAsync(string id, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<bool> TryReleaseAsync(string id, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<Approval?> DecideOrNullAsync(string id, bool approve, string approver, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<Approval?> FindOrNullAsync(string id, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<IReadOnlyList<Approval>> ListAsync(bool pendingOnly, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task SetAsync(string name, string secretHash, CancellationToken cancellationToken) => throw new StoreException(Absent);

    Task<IReadOnlyDictionary<string, string>> IApproverStore.ListAsync(CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<bool> TryAddAsync(Grant grant, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<Grant?> FindByTokenHashOrNullAsync(string tokenHash, CancellationToken cancellationToken) => throw new StoreException(Absent);

    Task<IReadOnlyList<Grant>> IGrantStore.ListAsync(CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<bool> TryRevokeAsync(string id, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task<bool> TryRotateAsync(string id, string tokenHash, DateTimeOffset previousUntil, CancellationToken cancellationToken) => throw new StoreException(Absent);

    public Task TouchAsync(string id, CancellationToken cancellationToken) => throw new StoreException(Absent);
}
