namespace Catalog.Crawler.Web;

/// <summary>What a request tells the handlers on its way.</summary>
internal static class WebRequests
{
    private static readonly HttpRequestOptionsKey<bool> Whole = new("catalog-whole");
    private static readonly HttpRequestOptionsKey<string> Limit = new("catalog-limit");

    /// <summary>The answer is taken whole before it is handed on, so that one which breaks off is asked for again. For answers that fit the memory.</summary>
    public static HttpRequestMessage TakenWhole(this HttpRequestMessage request)
    {
        request.Options.Set(Whole, true);
        return request;
    }

    /// <summary>Names the limit of the host that the request falls under; requests under one wait together.</summary>
    public static HttpRequestMessage Under(this HttpRequestMessage request, string limit)
    {
        request.Options.Set(Limit, limit);
        return request;
    }

    /// <summary>True where the answer is to be taken whole, which also says that asking twice does no harm.</summary>
    public static bool IsTakenWhole(this HttpRequestMessage request) => request.Options.TryGetValue(Whole, out var value) && value;

    /// <summary>The limit of the host that the request falls under; empty for that of the whole host.</summary>
    public static string LimitOf(this HttpRequestMessage request) => request.Options.TryGetValue(Limit, out var value) ? value : "";
}
