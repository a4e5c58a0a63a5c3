namespace Catalog.Gateway.Enforcement;

/// <summary>A step on the one way to the upstream.</summary>
internal interface IExchangeStep
{
    /// <summary>Leaves an admission, an answer or nothing on the exchange.</summary>
    ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken);
}
