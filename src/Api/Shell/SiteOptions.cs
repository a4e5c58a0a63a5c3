using System.ComponentModel.DataAnnotations;

namespace Catalog.Api.Shell;

/// <summary>What a host may settle about the site.</summary>
public sealed class SiteOptions
{
    /// <summary>How many entries a page of a list has, 10 to 500.</summary>
    /// <value>50.</value>
    [Range(10, 500)]
    public int PageSize { get; set; } = 50;

    /// <summary>The host names, without port, under which the site answers; others get 421. Empty answers every name, which is for a site behind a proxy that checks them.</summary>
    /// <value>Empty.</value>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>How many disputes one client address may file an hour, 1 to 1,000; an IPv6 network of /64 counts as one address.</summary>
    /// <value>10.</value>
    [Range(1, 1000)]
    public int DisputesPerHour { get; set; } = 10;
}
