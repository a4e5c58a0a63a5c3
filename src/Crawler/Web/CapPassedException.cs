namespace Catalog.Crawler.Web;

/// <summary>A stranger said more than is taken.</summary>
internal sealed class CapPassedException(long limit) : IOException($"it said more than {limit >> 20} MiB");
