using System.Text.Json.Serialization;

namespace Catalog.Classifier.Overrides;

/// <summary>Why an override should be looked at again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideConflictKind>))]
public enum OverrideConflictKind
{
    /// <summary>The definition is not the one that was reviewed, so the override is not applied.</summary>
    Stale,

    /// <summary>Another override with another category stood for the same tool, and gives way to this one.</summary>
    Replaced,

    /// <summary>It calls the tool less severe than the classifier does, which is sure: the costly way to be wrong.</summary>
    Lowers,

    /// <summary>The classifier is sure of another, less severe category.</summary>
    Raises,

    /// <summary>The classifier says the same by itself: the override does nothing any more.</summary>
    Needless,

    /// <summary>The label of a row says something else.</summary>
    Label,
}
