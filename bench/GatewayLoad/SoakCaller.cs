namespace Catalog.GatewayLoad;

/// <summary>A grant of a soak, which the limit is for.</summary>
/// <param name="token">What its clients show; null where the gateway asks for none.</param>
internal sealed class SoakCaller(string? token)
{
    private long _limited;

    public string? Token => token;

    /// <summary>Calls of the limited tool that passed.</summary>
    public long Limited => Interlocked.Read(ref _limited);

    public void PassedLimited() => Interlocked.Increment(ref _limited);
}
