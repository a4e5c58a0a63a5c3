namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>What a client told of the page that it was asked to open.</summary>
internal enum OpenedPage
{
    /// <summary>It was not asked, or has not answered.</summary>
    Unknown,

    /// <summary>Its user opened the page, which decides nothing.</summary>
    Opened,

    /// <summary>Its user did not want to.</summary>
    Refused,
}
