namespace Catalog.Crawler.Extractors.Go.Schemas;

/// <summary>Whose rules make a schema of a type.</summary>
internal enum SchemaStyle
{
    /// <summary>google/jsonschema-go: the tag is the description, what is not <c>omitempty</c> is required.</summary>
    Google,

    /// <summary>invopop/jsonschema: keywords in the tag, what is not <c>omitempty</c> is required.</summary>
    Invopop,

    /// <summary>invopop/jsonschema told to take only what the tag calls required.</summary>
    InvopopTagged,

    /// <summary>go-mcp: a tag for each keyword.</summary>
    TagEach,
}
