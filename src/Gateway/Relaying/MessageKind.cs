namespace Catalog.Gateway.Relaying;

/// <summary>What a JSON-RPC message is.</summary>
internal enum MessageKind
{
    /// <summary>A <c>method</c> and an <c>id</c>.</summary>
    Request,

    /// <summary>A <c>method</c> and no <c>id</c>.</summary>
    Notification,

    /// <summary>An <c>id</c> and either <c>result</c> or <c>error</c>.</summary>
    Response,
}
