namespace Catalog.Gateway.Enforcement;

/// <summary>The time for which one call may be held open until a person decides.</summary>
internal sealed class ApprovalWait(TimeProvider clock, TimeSpan hold)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly long _begun = clock.GetTimestamp();
    private int _told;

    public bool MayWait => clock.GetElapsedTime(_begun) < hold;

    /// <summary>Grows with each call and stays far below whatever the tool itself will report.</summary>
    public double NextProgress() => ++_told / 1_000_000d;

    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Between, clock, cancellationToken);
}
