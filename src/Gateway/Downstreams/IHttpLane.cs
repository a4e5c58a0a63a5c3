using Catalog.Gateway.Enforcement;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>What stands between the HTTP listener and one kind of upstream.</summary>
internal interface IHttpLane
{
    /// <summary>Whether something behind it may hold a message after its POST was answered.</summary>
    bool OutlivesCalls { get; }

    /// <summary>Whether the server gets the headers of a request that repeat its message as the client wrote them; else the lane writes them itself, or there are none.</summary>
    bool SendsHeadersOn { get; }

    /// <summary>Forwards an admitted message and answers the POST.</summary>
    Task PostAsync(HttpPost post);

    /// <summary>Serves the stream on which a server of the legacy era speaks unasked.</summary>
    Task GetAsync(HttpContext context, Caller caller, HttpSession? session);

    /// <summary>Ends a session.</summary>
    Task DeleteAsync(HttpContext context, HttpSession? session);
}
