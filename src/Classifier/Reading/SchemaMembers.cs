using System.Runtime.InteropServices;
using System.Text.Json;

namespace Catalog.Classifier.Reading;

/// <summary>The members of a schema that are read, found in one pass over all of them; of two with one name the last. Those that are not there are undefined.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SchemaMembers
{
    /// <summary>The arguments.</summary>
    public JsonElement Properties { get; private set; }

    /// <summary>What a list holds.</summary>
    public JsonElement Items { get; private set; }

    /// <summary>What the author says of it.</summary>
    public JsonElement Description { get; private set; }

    /// <summary>The only value.</summary>
    public JsonElement Const { get; private set; }

    /// <summary>The values.</summary>
    public JsonElement Enum { get; private set; }

    /// <summary>Schemas of which one or more hold.</summary>
    public JsonElement AnyOf { get; private set; }

    /// <summary>Schemas of which one holds.</summary>
    public JsonElement OneOf { get; private set; }

    /// <summary>Schemas that all hold.</summary>
    public JsonElement AllOf { get; private set; }

    /// <summary>Reads an object; nothing of anything else.</summary>
    public static SchemaMembers Of(JsonElement schema)
    {
        var members = new SchemaMembers();
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
            {
                members.Take(member);
            }
        }

        return members;
    }

    private void Take(JsonProperty member)
    {
        if (member.NameEquals("description"u8))
        {
            Description = member.Value;
        }
        else if (member.NameEquals("enum"u8))
        {
            Enum = member.Value;
        }
        else if (member.NameEquals("properties"u8))
        {
            Properties = member.Value;
        }
        else if (member.NameEquals("items"u8))
        {
            Items = member.Value;
        }
        else if (member.NameEquals("const"u8))
        {
            Const = member.Value;
        }
        else if (member.NameEquals("anyOf"u8))
        {
            AnyOf = member.Value;
        }
        else if (member.NameEquals("oneOf"u8))
        {
            OneOf = member.Value;
        }
        else if (member.NameEquals("allOf"u8))
        {
            AllOf = member.Value;
        }
    }
}
