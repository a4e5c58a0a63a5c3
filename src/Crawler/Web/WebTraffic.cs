namespace Catalog.Crawler.Web;

/// <summary>What this process has asked of the web and read from it. The clients of npm, pip and git ask for themselves and are not counted. Safe to use from many threads.</summary>
public sealed class WebTraffic
{
    private long _requests;
    private long _bytes;

    /// <summary>Requests that were sent, each repeat and each redirect counted.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Bytes of answers that were read, unpacked where a host packed them on the way.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts a request.</summary>
    internal void Ask() => Interlocked.Increment(ref _requests);

    /// <summary>Counts what was read of an answer.</summary>
    internal void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
