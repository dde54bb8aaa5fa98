// SPDX-License-Identifier: Apache-2.0
#include "cexpat.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// libexpat's stable interface (expat.h; libexpat.so.1 keeps it by its soname, with char for XML_Char).
typedef struct XML_ParserStruct *xml_parser;
typedef void (*start_handler)(void *, const char *, const char **);
typedef void (*end_handler)(void *, const char *);
typedef void (*text_handler)(void *, const char *, int);
typedef void (*doctype_handler)(void *, const char *, const char *, const char *, int);

enum { xml_status_ok = 1, xml_error_no_memory = 1 };
enum { deepest = 64, largest_tag = 4 << 20 };

static struct {
    xml_parser (*create)(const char *);
    void (*free)(xml_parser);
    void (*set_user_data)(xml_parser, void *);
    void (*set_elements)(xml_parser, start_handler, end_handler);
    void (*set_text)(xml_parser, text_handler);
    void (*set_doctype)(xml_parser, doctype_handler);
    int (*stop)(xml_parser, unsigned char);
    int (*parse)(xml_parser, const char *, int, int);
    int (*error_code)(xml_parser);
    const char *(*error_text)(int);
    unsigned long (*line)(xml_parser);
    int available;
} expat;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"libexpat.so.1", "libexpat.1.dylib"};
    void *handle = NULL;
    for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return;
    *(void **)&expat.create = dlsym(handle, "XML_ParserCreate");
    *(void **)&expat.free = dlsym(handle, "XML_ParserFree");
    *(void **)&expat.set_user_data = dlsym(handle, "XML_SetUserData");
    *(void **)&expat.set_elements = dlsym(handle, "XML_SetElementHandler");
    *(void **)&expat.set_text = dlsym(handle, "XML_SetCharacterDataHandler");
    *(void **)&expat.set_doctype = dlsym(handle, "XML_SetStartDoctypeDeclHandler");
    *(void **)&expat.stop = dlsym(handle, "XML_StopParser");
    *(void **)&expat.parse = dlsym(handle, "XML_Parse");
    *(void **)&expat.error_code = dlsym(handle, "XML_GetErrorCode");
    *(void **)&expat.error_text = dlsym(handle, "XML_ErrorString");
    *(void **)&expat.line = dlsym(handle, "XML_GetCurrentLineNumber");
    expat.available = expat.create && expat.free && expat.set_user_data && expat.set_elements && expat.set_text
        && expat.set_doctype && expat.stop && expat.parse && expat.error_code && expat.error_text && expat.line;
}

int cexpat_is_available(void) {
    pthread_once(&loading, load);
    return expat.available;
}

struct cexpat_parser {
    xml_parser xml;
    uint8_t *events;
    size_t count, capacity;
    size_t quiet;  // bytes read since the last event
    int depth;
    cexpat_status status;
};

static void refuse(cexpat_parser *parser, cexpat_status status) {
    if (parser->status != CEXPAT_OK) return;
    parser->status = status;
    expat.stop(parser->xml, 0);
}

// Room for an event with so many bytes; NULL when there is none.
static uint8_t *add(cexpat_parser *parser, uint8_t kind, size_t length) {
    parser->quiet = 0;
    if (parser->status != CEXPAT_OK) return NULL;
    size_t needed = parser->count + 5 + length;
    if (needed > parser->capacity) {
        size_t capacity = needed * 2;
        uint8_t *larger = realloc(parser->events, capacity);
        if (larger == NULL) {
            refuse(parser, CEXPAT_NO_MEMORY);
            return NULL;
        }
        parser->events = larger;
        parser->capacity = capacity;
    }
    uint8_t *at = parser->events + parser->count;
    at[0] = kind;
    for (int i = 0; i < 4; i++) at[1 + i] = (uint8_t)(length >> (8 * i));
    parser->count = needed;
    return at + 5;
}

static const char *local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void on_start(void *data, const char *name, const char **attributes) {
    cexpat_parser *parser = data;
    if (++parser->depth > deepest) {
        refuse(parser, CEXPAT_TOO_DEEP);
        return;
    }
    name = local(name);
    size_t length = strlen(name) + 1;
    for (const char **at = attributes; at[0] != NULL; at += 2) length += strlen(local(at[0])) + strlen(at[1]) + 2;
    uint8_t *to = add(parser, CEXPAT_START, length);
    if (to == NULL) return;
    size_t size = strlen(name) + 1;
    memcpy(to, name, size);
    to += size;
    for (const char **at = attributes; at[0] != NULL; at += 2) {
        const char *attribute = local(at[0]);
        size = strlen(attribute) + 1;
        memcpy(to, attribute, size);
        to += size;
        size = strlen(at[1]) + 1;
        memcpy(to, at[1], size);
        to += size;
    }
}

static void on_end(void *data, const char *name) {
    cexpat_parser *parser = data;
    parser->depth--;
    name = local(name);
    size_t length = strlen(name);
    uint8_t *to = add(parser, CEXPAT_END, length);
    if (to != NULL) memcpy(to, name, length);
}

static void on_text(void *data, const char *text, int length) {
    uint8_t *to = add(data, CEXPAT_TEXT, (size_t)length);
    if (to != NULL) memcpy(to, text, (size_t)length);
}

static void on_doctype(void *data, const char *name, const char *system, const char *public, int has_subset) {
    (void)name, (void)system, (void)public, (void)has_subset;
    refuse(data, CEXPAT_DOCTYPE);
}

cexpat_parser *cexpat_open(void) {
    if (!cexpat_is_available()) return NULL;
    cexpat_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    parser->xml = expat.create(NULL);
    if (parser->xml == NULL) {
        free(parser);
        return NULL;
    }
    expat.set_user_data(parser->xml, parser);
    expat.set_elements(parser->xml, on_start, on_end);
    expat.set_text(parser->xml, on_text);
    expat.set_doctype(parser->xml, on_doctype);
    return parser;
}

cexpat_status cexpat_feed(cexpat_parser *parser, const void *bytes, size_t count, int is_last) {
    parser->count = 0;
    if (parser->status != CEXPAT_OK) return parser->status;
    size_t done = 0;
    do {
        size_t part = count - done > (1 << 20) ? (1 << 20) : count - done;
        int ends = is_last && done + part == count;
        // An event in this part sets it back: what is left is at least what no event was made of.
        parser->quiet += part;
        int ok = expat.parse(parser->xml, part > 0 ? (const char *)bytes + done : "", (int)part, ends) == xml_status_ok;
        if (parser->status != CEXPAT_OK) break;
        if (!ok) {
            parser->status
                = expat.error_code(parser->xml) == xml_error_no_memory ? CEXPAT_NO_MEMORY : CEXPAT_MALFORMED;
            break;
        }
        if (parser->quiet > largest_tag) {
            parser->status = CEXPAT_TOO_LARGE;
            break;
        }
        done += part;
    } while (done < count);
    return parser->status;
}

const uint8_t *cexpat_events(const cexpat_parser *parser, size_t *count) {
    *count = parser->count;
    return parser->events;
}

unsigned long cexpat_line(const cexpat_parser *parser) { return expat.line(parser->xml); }

const char *cexpat_message(const cexpat_parser *parser) {
    const char *text = expat.error_text(expat.error_code(parser->xml));
    return text != NULL ? text : "no detail given";
}

void cexpat_close(cexpat_parser *parser) {
    if (parser == NULL) return;
    expat.free(parser->xml);
    free(parser->events);
    free(parser);
}
