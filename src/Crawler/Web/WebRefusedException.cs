namespace Catalog.Crawler.Web;

/// <summary>A request or an answer that the rules do not allow: a private address, a foreign redirect, too many bytes. An <see cref="IOException"/>, for callers treat it as one more way in which a host is not to be had.</summary>
internal sealed class WebRefusedException(string message) : IOException(message);
