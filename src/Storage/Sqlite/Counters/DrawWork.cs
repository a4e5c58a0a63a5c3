using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>A call that waits for the disk.</summary>
/// <param name="draws">What it draws.</param>
/// <param name="since">When it began to wait.</param>
internal sealed class DrawWork(IReadOnlyList<CounterDraw> draws, DateTimeOffset since) : ICounterWork
{
    private static readonly Reservation NoStore = new() { Status = ReservationStatus.Unavailable };

    private readonly TaskCompletionSource<Reservation> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _left;

    public IReadOnlyList<CounterDraw> Draws => draws;

    public DateTimeOffset Since => since;

    public Task<Reservation> End => _end.Task;

    public IEnumerable<CounterKey> Keys => draws.Select(static draw => draw.Key);

    /// <summary>What the last run of a transaction found; null where another process has to let go of a total first.</summary>
    public Reservation? Found { get; private set; }

    public void Run(CounterTransaction transaction) => Found = transaction.Draw(draws);

    /// <summary>True where the caller no longer waits.</summary>
    public bool IsLeft => Volatile.Read(ref _left);

    public void Leave() => Volatile.Write(ref _left, true);

    public void Complete() => Complete(Found ?? NoStore);

    public void Complete(Reservation answer) => _end.TrySetResult(answer);

    public void Fail() => Complete(NoStore);
}
