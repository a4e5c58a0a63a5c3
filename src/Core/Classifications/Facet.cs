using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>What a call touches beside its category. Written in kebab-case (<c>messages-people</c>).</summary>
[JsonConverter(typeof(FacetJsonConverter))]
public enum Facet
{
    /// <summary>Runs operating system commands.</summary>
    Shell,

    /// <summary>Runs code.</summary>
    Code,

    /// <summary>Runs SQL or another query language that the caller writes.</summary>
    Query,

    /// <summary>Drives a browser or a desktop.</summary>
    Browser,

    /// <summary>Touches the local file system.</summary>
    Files,

    /// <summary>Reaches an address that the caller chooses.</summary>
    Network,

    /// <summary>Reads or issues secrets.</summary>
    Credentials,

    /// <summary>Handles data about people.</summary>
    Personal,

    /// <summary>Speaks to people.</summary>
    MessagesPeople,

    /// <summary>Moves value.</summary>
    Money,

    /// <summary>Has no undo.</summary>
    Irreversible,

    /// <summary>Acts on many things at once.</summary>
    Bulk,

    /// <summary>Changes who may do what.</summary>
    Access,

    /// <summary>Acts on the physical world.</summary>
    Device,

    /// <summary>Starts other agents, or calls other tools.</summary>
    Agents,
}
