namespace Catalog.Crawler.Web;

/// <summary>A request or an answer that the rules do not allow: a private address, a foreign redirect, too many bytes. One more way in which a host is not to be had, so callers catch it with the others.</summary>
internal sealed class WebRefusedException(string message) : HttpRequestException(message);
